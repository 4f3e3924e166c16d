"""Words that stand in addresses: anything else is no address of ours."""

from django.urls import register_converter

from dls.conferences.converters import Word


class YesNo(Word):
    regex = "yes|no"


register_converter(YesNo, "yesno")
