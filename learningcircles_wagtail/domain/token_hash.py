"""What is stored of a secret that stands in an address."""

from hashlib import sha256


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token, 64 digits: it is random and long, so that will do.

    Whatever an address may hold is hashed, lone surrogates included.
    """
    return sha256(token.encode(errors="surrogatepass")).hexdigest()
