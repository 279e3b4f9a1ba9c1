"""Statements: who said what, through which cue, and through which outlets it came."""

from dabir.statements.desk import Desk, lay_desk
from dabir.statements.reading import find_relays, find_statements
from dabir.statements.vocabulary import Vocabulary as Kit
from dabir.statements.vocabulary import load_vocabulary as load_kit

__all__ = ["Desk", "Kit", "find_relays", "find_statements", "lay_desk", "load_kit"]
