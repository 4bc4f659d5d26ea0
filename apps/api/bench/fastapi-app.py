"""The same three operations on FastAPI, uvicorn and asyncpg, on the same tables: what `npm run bench:api` compares with.

It does the same work as the API: validates, keeps the account's tasks apart, records what was done for undo, keeps the key
of a creation, and answers with the same JSON.
"""

import hashlib
import json
import os
import uuid
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from typing import Annotated, Literal

import asyncpg
from fastapi import FastAPI, Header, HTTPException, Query, Request, Response
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


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=10, max_size=10)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


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


@app.get("/api/tasks")
async def list_tasks(request: Request, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> TaskList:
    rows = await request.app.state.pool.fetch(
        f"select {COLUMNS} from tasks where account_id = $1 order by created_at desc, number desc limit $2",
        ACCOUNT,
        limit + 1,
    )
    tasks = [to_task(row) for row in rows[:limit]]
    cursor = f"{rows[limit - 1]['created_at'].isoformat()} {rows[limit - 1]['number']}" if len(rows) > limit else None
    return TaskList(tasks=tasks, nextCursor=cursor)


@app.post("/api/tasks", status_code=201)
async def add_task(
    request: Request, response: Response, body: NewTask, idempotency_key: Annotated[str | None, Header()] = None
) -> Task:
    now = datetime.now(timezone.utc)
    async with request.app.state.pool.acquire() as connection, connection.transaction():
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
        if idempotency_key is not None:
            fingerprint = hashlib.sha256(await request.body()).hexdigest()
            inserted = await connection.fetchval(
                """insert into idempotency_keys (account_id, key, fingerprint, answer, created_at)
                values ($1, $2, $3, $4, $5) on conflict do nothing returning 1""",
                ACCOUNT,
                idempotency_key,
                fingerprint,
                task.model_dump_json(),
                now,
            )
            if inserted is None:
                raise HTTPException(409, "The key was used")
    response.headers["location"] = f"/api/tasks/{task.id}"
    response.headers["etag"] = f'"{task.version}"'
    return task


@app.post("/api/tasks/{id}/complete")
async def complete_task(request: Request, response: Response, id: uuid.UUID) -> Task:
    now = datetime.now(timezone.utc)
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        before = await connection.fetchrow(
            f"select {COLUMNS} from tasks where account_id = $1 and id = $2 for update", ACCOUNT, id
        )
        if before is None:
            raise HTTPException(404, "There is no task with this id")
        if before["completed_at"] is not None:
            return to_task(before)
        row = await connection.fetchrow(
            f"""update tasks set completed_at = $3, updated_at = $3, version = version + 1
            where account_id = $1 and id = $2 returning {COLUMNS}""",
            ACCOUNT,
            id,
            now,
        )
        task = to_task(row)
        await record(connection, "completed", now, to_task(before), task)
    response.headers["etag"] = f'"{task.version}"'
    return task
