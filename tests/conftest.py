"""What holds for all tests: several run at once, so each keeps to one thread."""

from dabir.threads import use_one_thread

use_one_thread()
