"""Claims over HTTP: the same check and the same audit that the page shows, with nothing left out."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict

from assistant.claims.audit_table import to_csv, to_markdown
from ui.facade import Assistant
from ui.question import without_lone_surrogates


class Claim(BaseModel):
    """What `POST /api/check` takes."""

    model_config = ConfigDict(extra="forbid")

    claim: str


def claim_routes(routes: APIRouter, assistant: Assistant) -> None:
    """Adds the routes of claims; a claim that cannot be checked is answered 422 with one line."""

    @routes.post("/check")
    def check(asked: Claim) -> JSONResponse:
        return JSONResponse(assistant.check(without_lone_surrogates(asked.claim)).to_json())

    @routes.get("/audit")
    def audit() -> JSONResponse:
        return JSONResponse(assistant.audit().to_json())

    @routes.get("/audit.csv")
    def audit_csv() -> Response:
        # The mark in front tells a spreadsheet that this is UTF-8.
        return _file("\ufeff" + to_csv(assistant.audit()), "text/csv", "csv")

    @routes.get("/audit.md")
    def audit_markdown() -> Response:
        return _file(to_markdown(assistant.audit()), "text/markdown", "md")


def _file(text: str, kind: str, ending: str) -> Response:
    headers = {"content-disposition": f"attachment; filename=article-audit.{ending}"}
    return Response(text, media_type=f"{kind}; charset=utf-8", headers=headers)
