"""The same operations on FastAPI, uvicorn and asyncpg, on the same tables: what `npm run bench:api` compares with.

It does the same work as the API: validates, keeps the account's tasks apart, records what was done for undo, keeps the key
of a creation, and answers with the same JSON.
"""

import hashlib
import os
import uuid
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from typing import Annotated

import asyncpg
from fastapi import FastAPI, Header, HTTPException, Query, Request, Response
from fastapi_chat import router as chat_router
from fastapi_tasks import ACCOUNT, COLUMNS, NewTask, Task, TaskList, insert_task, record, to_task


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=10, max_size=10)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)
app.include_router(chat_router)


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
        task = await insert_task(connection, body, now)
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
