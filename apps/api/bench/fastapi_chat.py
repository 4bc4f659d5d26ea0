"""Owns `POST /api/chat` of the FastAPI service: two simple rules in place of the built-in assistant.

A conversation, the person's message, the task with its activity and the reply are kept in one transaction. What the API
does beyond that is in the header of api.ts.
"""

import json
import re
import uuid
from datetime import datetime, timezone
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi_tasks import ACCOUNT, COLUMNS, NewTask, Task, insert_task, to_task
from pydantic import BaseModel, ConfigDict, StringConstraints

ADD = re.compile(r"(?:please )?add (?:a task:? )?(?P<title>.+)", re.IGNORECASE)
LIST = re.compile(r"(?:show|list)(?: my)?(?: pending)? tasks", re.IGNORECASE)
LIST_LIMIT = 50

router = APIRouter()


class ChatRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")
    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    conversationId: uuid.UUID | None = None


class ToolCall(BaseModel):
    id: uuid.UUID
    name: str
    input: dict[str, Any]
    status: str
    output: dict[str, Any]


class ChatAnswer(BaseModel):
    conversationId: uuid.UUID
    messageId: uuid.UUID
    response: str
    toolCalls: list[ToolCall]


@router.post("/api/chat")
async def chat(request: Request, body: ChatRequest) -> ChatAnswer:
    now = datetime.now(timezone.utc)
    message_id = uuid.uuid4()
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        conversation_id = await open_conversation(connection, body, now)
        await keep_message(connection, uuid.uuid4(), conversation_id, "user", [text_part(body.message)], now)
        response, calls = await reply(connection, body.message, now)
        parts = [call_part(call) for call in calls] + [text_part(response)]
        await keep_message(connection, message_id, conversation_id, "assistant", parts, now)
    return ChatAnswer(conversationId=conversation_id, messageId=message_id, response=response, toolCalls=calls)


async def open_conversation(connection, body: ChatRequest, now: datetime) -> uuid.UUID:
    if body.conversationId is None:
        return await connection.fetchval(
            """insert into conversations (id, account_id, title, created_at, updated_at)
            values ($1, $2, $3, $4, $4) returning id""",
            uuid.uuid4(),
            ACCOUNT,
            body.message[:60],
            now,
        )
    known = await connection.fetchval(
        "update conversations set updated_at = $3 where account_id = $1 and id = $2 returning id",
        ACCOUNT,
        body.conversationId,
        now,
    )
    if known is None:
        raise HTTPException(404, "There is no conversation with this id")
    return known


async def keep_message(connection, id: uuid.UUID, conversation_id: uuid.UUID, role: str, parts, now: datetime) -> None:
    await connection.execute(
        """insert into conversation_messages (id, conversation_id, role, parts, status, created_at, updated_at)
        values ($1, $2, $3, $4, 'complete', $5, $5)""",
        id,
        conversation_id,
        role,
        json.dumps(parts),
        now,
    )


async def reply(connection, message: str, now: datetime) -> tuple[str, list[ToolCall]]:
    if add := ADD.fullmatch(message):
        title = add["title"]
        task = await insert_task(connection, NewTask(title=title), now)
        return f"Added “{task.title}”.", [done("add_task", {"title": title}, touched(task))]
    if LIST.fullmatch(message):
        rows = await connection.fetch(
            f"""select {COLUMNS} from tasks where account_id = $1 and completed_at is null
            order by created_at desc, number desc limit $2""",
            ACCOUNT,
            LIST_LIMIT + 1,
        )
        tasks = [to_task(row) for row in rows[:LIST_LIMIT]]
        output = {"tasks": [listed(task) for task in tasks], "more": len(rows) > LIST_LIMIT}
        lines = [f"{number}. {task.title}" for number, task in enumerate(tasks, 1)]
        response = "\n".join([f"You have {len(tasks)} pending tasks:", *lines])
        return response, [done("list_tasks", {"status": "pending", "limit": LIST_LIMIT}, output)]
    return "I can add and list tasks.", []


def done(name: str, input: dict[str, Any], output: dict[str, Any]) -> ToolCall:
    return ToolCall(id=uuid.uuid4(), name=name, input=input, status="done", output=output)


def touched(task: Task) -> dict[str, Any]:
    status = "completed" if task.completed else "pending"
    return {"task_id": str(task.id), "status": status, "title": task.title, "due": task.due}


def listed(task: Task) -> dict[str, Any]:
    plain = task.model_dump(mode="json", include={"priority", "labels", "recurrence"})
    return {**touched(task), **plain, "project": None, "completed_at": None}


def text_part(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "state": "done"}


def call_part(call: ToolCall) -> dict[str, Any]:
    return {
        "type": f"tool-{call.name}",
        "toolCallId": str(call.id),
        "state": "output-available",
        "input": call.input,
        "output": call.output,
    }
