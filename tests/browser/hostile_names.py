"""Names that become code wherever text is pasted into markup, scripts or templates."""

HOSTILE_NAMES = (
    "<img src=x onerror=window.top.stolen=1>",
    "</script><script>window.top.stolen=1</script>",
    "${window.top.stolen=1}",
    "`+(window.top.stolen=1)+`",
    "\\u003cimg src=x onerror=window.top.stolen=1\\u003e",
    "C:\\2019\\新厂",
    "{{ 7 * 191 }}",
    "\"'><svg onload=window.top.stolen=1>",
    "**粗** [链](javascript:window.top.stolen=1) $x^2$ :red[红]",
)
