"""Bare addresses, each of a kind that Markdown makes a link of."""

ADDRESSES = (
    "见 https://evil.example/login",
    "HTTP://evil.example",
    "WWW.evil.example/路径",
    "（www.evil.example）",
    "报名请发 clerk@evil.example",
)
