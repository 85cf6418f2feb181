"""The JSON API: the same `Answer` and `SourceView` that the page shows, with nothing left out."""

from __future__ import annotations

import logging
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.answer import Turn
from sources.errors import AssistantError, UsageError
from ui.api_claims import claim_routes
from ui.facade import Assistant
from ui.question import TURNS_READ, problem_with, without_lone_surrogates
from ui.source_routes import download
from ui.talk import find_source

log = logging.getLogger(__name__)


class Question(BaseModel):
    """What `POST /api/ask` takes: a question and, for a follow-up, the turns before it."""

    model_config = ConfigDict(extra="forbid")

    question: str
    history: Annotated[tuple[Turn, ...], Field(max_length=40)] = ()


def api_routes(assistant: Assistant) -> APIRouter:
    """The routes over an assistant."""
    routes = APIRouter(prefix="/api")

    @routes.get("/health")
    def health() -> dict[str, Any]:
        return {
            "status": "degraded" if assistant.notices else "ok",
            "index_version": assistant.index_version,
            "sources": len(assistant.sources()),
            "notices": list(assistant.notices),
        }

    @routes.post("/ask")
    def ask(asked: Question) -> JSONResponse:
        question = without_lone_surrogates(asked.question).strip()
        problem = problem_with(question)
        if problem:
            return _error(422, problem)
        return JSONResponse(assistant.ask(question, asked.history[-TURNS_READ:]).to_json())

    @routes.get("/sources")
    def sources() -> JSONResponse:
        return JSONResponse([view.to_json() for view in assistant.sources()])

    @routes.get("/sources/{source_id}")
    def source(source_id: str) -> JSONResponse:
        view = find_source(assistant, source_id)
        return JSONResponse(view.to_json()) if view else _error(404, "The library has no source of that id.")

    claim_routes(routes, assistant)

    @routes.get("/export")
    def export(format: str = "", ids: Annotated[list[str] | None, Query()] = None) -> Response:
        wanted = [one for part in ids or () for one in part.split(",") if one]
        return download(assistant, format, wanted)

    @routes.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nothing(rest: str) -> JSONResponse:
        del rest
        return _error(404, "There is nothing here.")

    return routes


def api_errors(app: FastAPI) -> None:
    """Every failure of the API as one line of JSON, without a trace and without what was sent."""

    @app.exception_handler(RequestValidationError)
    def wrong(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        return _error(422, f"{where[:200]}: {first['msg']}" if where else str(first["msg"]))

    @app.exception_handler(AssistantError)
    def failed(_request: Request, error: AssistantError) -> JSONResponse:
        return _error(422 if isinstance(error, UsageError) else 503, str(error))

    @app.exception_handler(HTTPException)
    def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return _error(error.status_code, f"{error.detail}.")

    @app.exception_handler(Exception)
    def broken(_request: Request, error: Exception) -> JSONResponse:
        log.error("a request could not be answered", exc_info=error)
        return _error(500, "Something failed here. Please try again.")


def _error(status: int, problem: str) -> JSONResponse:
    return JSONResponse({"error": problem}, status_code=status)
