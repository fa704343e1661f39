"""Chinese and Japanese figures, which print no spaces; read where a text has their signs."""

import re

CJK = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def has_cjk(text: str) -> bool:
    """Whether the text holds a Chinese character or kana."""
    return not text.isascii() and CJK.search(text) is not None
