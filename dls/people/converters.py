"""Keys of rows that are not ours, sealed so that an address neither shows nor accepts them bare."""

from django.core import signing


class Sealed:
    regex = r"[A-Za-z0-9_:-]{10,120}"

    def to_python(self, value: str) -> int:
        try:
            opened = signing.loads(value, salt="address")
        except signing.BadSignature as error:
            raise ValueError("not sealed by us") from error
        return int(opened)

    def to_url(self, value: int) -> str:
        return signing.dumps(int(value), salt="address")
