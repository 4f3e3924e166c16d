"""PDFium's functions as plain typed calls: handles are numbers, so that a call costs little."""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2_raw.bindings import _libs

HANDLE, INT, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
UINT, LONG, FLOAT = ctypes.c_uint, ctypes.c_ulong, ctypes.c_float
POINTER = ctypes.c_void_p

TEXT_OBJECT, PATH_OBJECT, IMAGE_OBJECT, SHADING_OBJECT, FORM_OBJECT = 1, 2, 3, 4, 5
GREY, BGR = 1, 2


class Matrix(ctypes.Structure):
    _fields_ = [(name, FLOAT) for name in "abcdef"]


def bound(name: str, returns: Any, *takes: Any) -> Callable[..., Any]:
    """One function of the library with its own prototype."""
    function: Callable[..., Any] = _libs["pdfium"][name]
    setattr(function, "restype", returns)  # noqa: B010
    setattr(function, "argtypes", takes)  # noqa: B010
    return function


init_library = bound("FPDF_InitLibrary", None)
load_document = bound("FPDF_LoadDocument", HANDLE, TEXT, TEXT)
close_document = bound("FPDF_CloseDocument", None, HANDLE)
last_error = bound("FPDF_GetLastError", LONG)
count_pages = bound("FPDF_GetPageCount", INT, HANDLE)
load_page = bound("FPDF_LoadPage", HANDLE, HANDLE, INT)
close_page = bound("FPDF_ClosePage", None, HANDLE)
set_rotation = bound("FPDFPage_SetRotation", None, HANDLE, INT)
page_width = bound("FPDF_GetPageWidthF", FLOAT, HANDLE)
page_height = bound("FPDF_GetPageHeightF", FLOAT, HANDLE)
load_text = bound("FPDFText_LoadPage", HANDLE, HANDLE)
close_text = bound("FPDFText_ClosePage", None, HANDLE)
count_chars = bound("FPDFText_CountChars", INT, HANDLE)
text_object_at = bound("FPDFText_GetTextObject", HANDLE, HANDLE, INT)
get_text = bound("FPDFText_GetText", INT, HANDLE, INT, INT, POINTER)
letter = bound("FPDFText_GetUnicode", UINT, HANDLE, INT)
letter_box = bound("FPDFText_GetLooseCharBox", INT, HANDLE, INT, POINTER)
count_objects = bound("FPDFPage_CountObjects", INT, HANDLE)
object_at = bound("FPDFPage_GetObject", HANDLE, HANDLE, INT)
form_count = bound("FPDFFormObj_CountObjects", INT, HANDLE)
form_object = bound("FPDFFormObj_GetObject", HANDLE, HANDLE, LONG)
object_type = bound("FPDFPageObj_GetType", INT, HANDLE)
object_bounds = bound("FPDFPageObj_GetBounds", INT, HANDLE, POINTER, POINTER, POINTER, POINTER)
object_matrix = bound("FPDFPageObj_GetMatrix", INT, HANDLE, POINTER)
fill_color = bound("FPDFPageObj_GetFillColor", INT, HANDLE, POINTER, POINTER, POINTER, POINTER)
stroke_color = bound("FPDFPageObj_GetStrokeColor", INT, HANDLE, POINTER, POINTER, POINTER, POINTER)
clip_path = bound("FPDFPageObj_GetClipPath", HANDLE, HANDLE)
clip_paths = bound("FPDFClipPath_CountPaths", INT, HANDLE)
clip_segments = bound("FPDFClipPath_CountPathSegments", INT, HANDLE, INT)
clip_segment = bound("FPDFClipPath_GetPathSegment", HANDLE, HANDLE, INT, INT)
segment_point = bound("FPDFPathSegment_GetPoint", INT, HANDLE, POINTER, POINTER)
draw_mode = bound("FPDFPath_GetDrawMode", INT, HANDLE, POINTER, POINTER)
count_marks = bound("FPDFPageObj_CountMarks", INT, HANDLE)
mark_at = bound("FPDFPageObj_GetMark", HANDLE, HANDLE, LONG)
mark_name = bound("FPDFPageObjMark_GetName", INT, HANDLE, POINTER, LONG, POINTER)
font_size = bound("FPDFTextObj_GetFontSize", INT, HANDLE, POINTER)
render_mode = bound("FPDFTextObj_GetTextRenderMode", INT, HANDLE)
set_render_mode = bound("FPDFTextObj_SetTextRenderMode", INT, HANDLE, INT)
text_font = bound("FPDFTextObj_GetFont", HANDLE, HANDLE)
font_name = bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, HANDLE, POINTER, ctypes.c_size_t)
font_embedded = bound("FPDFFont_GetIsEmbedded", INT, HANDLE)
bitmap_create = bound("FPDFBitmap_CreateEx", HANDLE, INT, INT, INT, POINTER, INT)
bitmap_fill = bound("FPDFBitmap_FillRect", INT, HANDLE, INT, INT, INT, INT, ctypes.c_uint32)
bitmap_buffer = bound("FPDFBitmap_GetBuffer", HANDLE, HANDLE)
bitmap_stride = bound("FPDFBitmap_GetStride", INT, HANDLE)
bitmap_destroy = bound("FPDFBitmap_Destroy", None, HANDLE)
render_page = bound("FPDF_RenderPageBitmap", None, HANDLE, HANDLE, INT, INT, INT, INT, INT, INT)
