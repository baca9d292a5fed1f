import pytest
from django.contrib.auth.hashers import MD5PasswordHasher


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often a password is hashed, and hashes it."""
    count, encode = [], MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, *args: object) -> str:
        count.append(1)
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return count
