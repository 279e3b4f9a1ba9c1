"""Actors: which country, body or group acts, and in which role."""

from dabir.actors.cast import Cast, find_cast, list_actors
from dabir.actors.codes import Code, parse_code
from dabir.actors.lexicon import Kit, load_kit
from dabir.actors.mentions import Mention

__all__ = ["Cast", "Code", "Kit", "Mention", "find_cast", "list_actors", "load_kit", "parse_code"]
