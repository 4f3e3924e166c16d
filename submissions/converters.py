"""Words that stand in addresses: anything else is no address of ours."""

from dls.conferences.converters import Word


class YesNo(Word):
    regex = "yes|no"
