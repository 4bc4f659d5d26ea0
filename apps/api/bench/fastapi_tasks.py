"""Owns a task of the FastAPI service: its row, its JSON, its making and the record of what was done for undo."""

import json
import uuid
from datetime import datetime
from typing import Annotated, Literal

import asyncpg
from pydantic import BaseModel, ConfigDict, StringConstraints

ACCOUNT = uuid.UUID("00000000-0000-4000-8000-000000000001")
COLUMNS = """id, title, notes, due_local, due_at, due_zone, priority, project_id, labels, subtasks, rrule,
from_completion, completed_at, created_at, updated_at, version, number"""


class Subtask(BaseModel):
    id: uuid.UUID
    title: str
    completed: bool


class Recurrence(BaseModel):
    rrule: str
    fromCompletion: bool = False


class Task(BaseModel):
    id: uuid.UUID
    title: str
    notes: str | None
    due: dict[str, str] | None
    priority: str
    projectId: uuid.UUID | None
    labels: list[str]
    subtasks: list[Subtask]
    recurrence: Recurrence | None
    completed: bool
    completedAt: datetime | None
    createdAt: datetime
    updatedAt: datetime
    version: int


class TaskList(BaseModel):
    tasks: list[Task]
    nextCursor: str | None


class NewTask(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    notes: Annotated[str, StringConstraints(max_length=10000)] | None = None
    priority: Literal["p1", "p2", "p3", "p4"] = "p4"


def to_task(row: asyncpg.Record) -> Task:
    due = None
    if row["due_at"] is not None:
        due = {"at": row["due_at"].isoformat(), "timeZone": row["due_zone"]}
    elif row["due_local"] is not None:
        due = {"date": row["due_local"].date().isoformat()}
    recurrence = None
    if row["rrule"] is not None:
        recurrence = Recurrence(rrule=row["rrule"], fromCompletion=row["from_completion"])
    return Task(
        id=row["id"],
        title=row["title"],
        notes=row["notes"],
        due=due,
        priority=f"p{row['priority']}",
        projectId=row["project_id"],
        labels=row["labels"],
        subtasks=json.loads(row["subtasks"]),
        recurrence=recurrence,
        completed=row["completed_at"] is not None,
        completedAt=row["completed_at"],
        createdAt=row["created_at"],
        updatedAt=row["updated_at"],
        version=row["version"],
    )


async def record(connection, kind: str, now: datetime, before: Task | None, after: Task | None) -> None:
    changes = json.dumps(
        [
            {
                "before": before and json.loads(before.model_dump_json()),
                "after": after and json.loads(after.model_dump_json()),
            }
        ]
    )
    await connection.execute(
        "insert into activity (account_id, kind, client, at, changes) values ($1, $2, 'api', $3, $4)",
        ACCOUNT,
        kind,
        now,
        changes,
    )


async def insert_task(connection, body: NewTask, now: datetime) -> Task:
    row = await connection.fetchrow(
        f"""insert into tasks (id, account_id, title, notes, priority, words, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7) returning {COLUMNS}""",
        uuid.uuid4(),
        ACCOUNT,
        body.title,
        body.notes,
        int(body.priority[1:]),
        f"{body.title} {body.notes or ''}".lower(),
        now,
    )
    task = to_task(row)
    await record(connection, "created", now, None, task)
    return task
