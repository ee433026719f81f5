"""Captions as plain text with times: read from WebVTT or SRT, written again from nothing but words."""

from hearten.engines.captions.cue import BadCaptions, Cue, Fault
from hearten.engines.captions.problems import Problem, Trouble, problems
from hearten.engines.captions.reading import parse
from hearten.engines.captions.sentences import Sentence, sentences
from hearten.engines.captions.writing import write

__all__ = ["BadCaptions", "Cue", "Fault", "Problem", "Sentence", "Trouble", "parse", "problems", "sentences", "write"]
