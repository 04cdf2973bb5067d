"""The web application: which address gives which document, and how refusals look."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mapapp.contracts import Atlas, Selected
from mapapp.exports import TABLES
from mapapp.exports.dictionary import type_term
from mapapp.exports.flat_columns import FlatColumn
from mapapp.exports.geojson import dumps
from mapapp.exports.metadata import about, about_lines
from mapapp.service import items as features
from mapapp.service import resources
from mapapp.service.collections import ServedCollection, served_collections
from mapapp.service.error_answers import RequestError, invalid, missing
from mapapp.service.html_pages import PAGE_POLICY, page
from mapapp.service.negotiation import chosen_form
from mapapp.service.openapi import openapi
from mapapp.service.query import read_crs, read_query, refuse_unknown

log = logging.getLogger(__name__)

GZIP_FROM_BYTES = 1_000

Json = dict[str, Any]


@dataclass(frozen=True)
class Service:
    """The data of the service and the address clients use; without `url` it is the one they came by."""

    atlas: Atlas
    selected: Selected
    url: str = ""

    @cached_property
    def served(self) -> dict[str, ServedCollection]:
        """Return the collections."""
        return served_collections(self.atlas, self.selected)

    def base(self, request: Request) -> str:
        """Return the address of the landing page without a slash at its end."""
        return self.url.rstrip("/") or str(request.base_url).rstrip("/")

    def collection(self, request: Request) -> ServedCollection:
        """Return the collection an address names; raise RequestError when there is none."""
        name = request.path_params["name"]
        if name not in self.served:
            raise missing(f"没有“{name[:40]}”这个图层；可用：{'、'.join(self.served)}")
        return self.served[name]

    def landing(self, request: Request) -> Response:
        """Answer with the landing page."""
        _only(request, "f")
        base = self.base(request)
        document = resources.landing(base, self.atlas, self.selected)
        return _answer(request, document, lambda: page("landing", base, title=document["title"], document=document))

    def conformance(self, request: Request) -> Response:
        """Answer with the standards the service follows."""
        _only(request, "f")
        base = self.base(request)
        document = resources.conformance(base)
        return _answer(request, document, lambda: page("conformance", base, title="所符合的标准", document=document))

    def openapi(self, request: Request) -> Response:
        """Answer with the OpenAPI description."""
        _only(request, "f")
        base = self.base(request)
        document = openapi(base, self.atlas.version, self.served)
        return _answer(
            request,
            document,
            lambda: page("openapi", base, title="接口说明", document=document),
            kind=resources.OPENAPI,
        )

    def about(self, request: Request) -> Response:
        """Answer with what every export says of itself."""
        _only(request, "f")
        base = self.base(request)
        document = about(self.atlas, self.selected, *TABLES)
        return _answer(
            request,
            document,
            lambda: page("about", base, title="截至、筛选、文件、许可", lines=about_lines(document)),
        )

    def collections(self, request: Request) -> Response:
        """Answer with the list of collections."""
        _only(request, "f")
        base = self.base(request)
        document = resources.collections(base, self.served)
        return _answer(
            request,
            document,
            lambda: page("collections", base, title="全部图层和表", served=list(self.served.values())),
        )

    def describe(self, request: Request) -> Response:
        """Answer with the description of a collection."""
        one = self.collection(request)
        _only(request, "f")
        base = self.base(request)
        document = resources.collection(base, one)
        return _answer(request, document, lambda: page("collection", base, title=one.title, one=one, document=document))

    def queryables(self, request: Request) -> Response:
        """Answer with the properties a request may ask for."""
        return self._schema(request, "可以筛选的属性", resources.queryables)

    def schema(self, request: Request) -> Response:
        """Answer with what the properties are."""
        return self._schema(request, "属性的名称、含义和类型", resources.schema)

    def _schema(self, request: Request, title: str, make: Callable[[str, ServedCollection], Json]) -> Response:
        """Answer with a schema."""
        one = self.collection(request)
        _only(request, "f")
        base = self.base(request)
        kinds = {column.type: type_term(column.type, null=False) for column in one.columns}
        return _answer(
            request,
            make(base, one),
            lambda: page("schema", base, title=title, one=one, kinds=kinds),
            kind=resources.SCHEMA,
        )

    def items(self, request: Request) -> Response:
        """Answer with a page of features."""
        one = self.collection(request)
        base, parameters = self.base(request), _parameters(request)
        query = read_query(parameters, one)
        form = chosen_form(parameters.get("f"), request.headers.get("accept", ""))
        document = features.items(base, one, query, parameters | {"f": form})
        headers = {"Content-Crs": f"<{query.crs}>"}
        if form == "html":
            text = page(
                "items",
                base,
                title=one.title,
                one=one,
                document=document,
                columns=[column for column in one.columns if _is_for_people(column)],
                first=query.offset,
                shown=_shown,
            )
            return _html(text, headers)
        return _json(features.collection_text(document), resources.GEOJSON, headers)

    def item(self, request: Request) -> Response:
        """Answer with one feature."""
        one = self.collection(request)
        _only(request, "f", "crs")
        base, parameters = self.base(request), _parameters(request)
        crs = read_crs(parameters, "crs")
        document = features.item(base, one, request.path_params["item"], crs)
        headers = {"Content-Crs": f"<{crs}>"}
        if chosen_form(parameters.get("f"), request.headers.get("accept", "")) == "html":
            title = str(document["properties"].get("name") or document["id"])
            place = features.said_place(document)
            return _html(
                page("item", base, title=title, one=one, document=document, place=place, shown=_shown), headers
            )
        return _json(features.feature_text(document), resources.GEOJSON, headers)


def create_app(atlas: Atlas, selected: Selected, *, url: str = "", allowed_origins: tuple[str, ...] = ()) -> Starlette:
    """Return the web application of a selection; it only answers GET and HEAD.

    `url` is the address clients use when it differs from the one they reach; `allowed_origins` are the web pages
    that may read it from a browser (`*` for all).
    """
    service = Service(atlas, selected, url)
    one = "/collections/{name}"
    routes = [
        Route("/", service.landing),
        Route("/conformance", service.conformance),
        Route("/openapi", service.openapi),
        Route("/about", service.about),
        Route("/collections", service.collections),
        Route(one, service.describe),
        Route(f"{one}/queryables", service.queryables),
        Route(f"{one}/schema", service.schema),
        Route(f"{one}/items", service.items),
        Route(f"{one}/items/{{item:path}}", service.item),
        # The data are read before the service listens: it lives and is ready at once.
        Route("/healthz", _lives),
        Route("/readyz", _lives),
    ]
    middleware = [Middleware(GZipMiddleware, minimum_size=GZIP_FROM_BYTES)]
    if allowed_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(allowed_origins),
            allow_methods=["GET", "HEAD"],
            allow_headers=["*"],
            expose_headers=["Content-Crs"],
        )
        middleware.insert(0, cors)

    def refused(request: Request, error: Exception) -> Response:
        return _refusal(request, error, service.base(request))

    # Collections are made before the first request, not by it.
    assert service.served is not None
    handlers: dict[Any, Any] = {RequestError: refused, HTTPException: refused, Exception: refused}
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)


def _lives(_request: Request) -> Response:
    """Answer that the service answers."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def _parameters(request: Request) -> dict[str, str]:
    """Return the parameters of a request; refuse one that is given twice."""
    pairs = request.query_params.multi_items()
    twice = [name for name, _ in pairs if sum(1 for other, _ in pairs if other == name) > 1]
    if twice:
        raise invalid(f"参数“{twice[0][:40]}”写了两次")
    return dict(pairs)


def _only(request: Request, *known: str) -> None:
    """Refuse parameters other than those known."""
    refuse_unknown(_parameters(request), known)


def _answer(request: Request, document: Json, make_page: Callable[[], str], *, kind: str = resources.JSON) -> Response:
    """Return a document as JSON or as a page, as the request wants it."""
    if chosen_form(_parameters(request).get("f"), request.headers.get("accept", "")) == "html":
        return _html(make_page(), {})
    return _json(dumps(document), kind, {})


def _html(text: str, headers: dict[str, str], status: int = 200) -> Response:
    """Return a page."""
    own = {"Content-Security-Policy": PAGE_POLICY, "Content-Language": "zh-CN", "Vary": "Accept"}
    return Response(text, status, {**headers, **own}, media_type=resources.HTML)


def _json(text: str, kind: str, headers: dict[str, str], status: int = 200) -> Response:
    """Return a JSON document."""
    own = {"Content-Language": "zh-CN", "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Response(text, status, {**headers, **own}, media_type=kind)


def _refusal(request: Request, error: Exception, base: str) -> Response:
    """Return what a client gets instead of an answer; what went wrong inside stays in the log."""
    if isinstance(error, RequestError):
        status, code, description = error.status, error.code, error.description
    elif isinstance(error, HTTPException):
        status, code = error.status_code, HTTPStatus(error.status_code).phrase.replace(" ", "")
        description = {404: "没有这个地址；从首页起找", 405: "只能读：GET、HEAD"}.get(status, code)
    else:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
        status, code, description = 500, "InternalServerError", "服务出了错，已记入日志；请换一个查询，或告诉管理的人"
    document = {"code": code, "description": description}
    headers = {"Allow": "GET, HEAD"} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
    try:
        form = chosen_form(request.query_params.get("f"), request.headers.get("accept", ""))
    except RequestError:
        form = "json"
    if form == "html":
        return _html(page("error", base, title=f"{status} {code}", document=document), headers, status)
    return _json(dumps(document), resources.JSON, headers, status)


def _is_for_people(column: FlatColumn) -> bool:
    """Whether a page shows a column: not codes that have a term beside them, nor offsets into texts."""
    return column.type != "spans" and not (column.terms and column.shows == "value")


def _shown(value: object) -> str:
    """Return a cell as a page shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
