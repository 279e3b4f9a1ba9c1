"""What holds for all tests: several run at once, so each keeps to one thread; no plug-ins."""

import os

from dabir.plugins import SWITCH
from dabir.threads import use_one_thread

use_one_thread()
os.environ[SWITCH] = "off"  # what happens to be installed beside dabir changes no result
