"""What we use of Leaflet without a promise: an upgrade that takes it away fails here."""

from __future__ import annotations


def test_a_canvas_renderer_still_has_its_context_bounds_and_element(visit, app_url):
    frame = visit(app_url).open().map()
    found = frame.evaluate(
        """async () => {
          const start = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => name.endsWith('/map/start.js'));
          const internals = await import(new URL('./leaflet_internals.js', start).href);
          const { ctx, bounds } = internals.canvasOf(window.mapapp.canvas);
          const element = internals.canvasElement(window.mapapp.canvas);
          return [ctx.canvas === element, element.isConnected, bounds.getSize().x > window.innerWidth, internals.canvasOf(null)];
        }"""
    )
    assert found == [True, True, True, None]
