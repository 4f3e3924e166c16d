"""JPEG pictures without what cameras and programs add to them; the picture stays as it is."""

KEPT = {0xE0, 0xE2, 0xEE}  # resolution, colours, and how colours are coded
REMARK = 0xFE
START_OF_SCAN = 0xDA


def without_remarks(data: bytes) -> bytes:
    """The same picture; what cannot be followed to its first scan is left alone."""
    if data[:2] != b"\xff\xd8":
        return data
    out, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == START_OF_SCAN:
            return b"".join([*out, data[at:]])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind != REMARK and (kind not in range(0xE0, 0xF0) or kind in KEPT):
            out.append(data[at:end])
        at = end
    return data
