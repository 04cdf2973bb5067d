"""The app over a small world whose names try to be code. Run by the tests, from a folder of its own."""

from __future__ import annotations

import mapapp.ui.cache as cache_module
from mapapp.ui import main as app
from tests.browser.hostile_names import HOSTILE_NAMES
from tests.conftest import build_atlas, build_document, build_event


def main() -> None:
    """Run the app over the hostile world."""
    events = [
        build_event(event_id=f"e{number}", name=name, project_id=f"p{number}", quote=name)
        for number, name in enumerate(HOSTILE_NAMES)
    ]
    documents = [build_document(text="".join(HOSTILE_NAMES), title=HOSTILE_NAMES[0], short_title=HOSTILE_NAMES[-1])]
    atlas = build_atlas(events, documents=documents)
    cache_module.build_live_atlas = lambda *_, **__: atlas
    app.main()


if __name__ == "__main__":
    main()
