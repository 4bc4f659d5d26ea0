/** `/mcp`: the todo tools over MCP's streamable HTTP, stateless. The SDK is loaded with the first request. */

import { Hono } from 'hono';
import type { Domain } from '../todos/domain.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';
import { logOf } from './request-log.ts';
import { scopeOf } from './scope.ts';

export type McpOptions = {
  readonly domain: Pick<Domain, 'tasks' | 'projects' | 'history'>;
  readonly version: string;
  /** Host names of the service beside this machine's own, without ports. */
  readonly allowedHosts: readonly string[];
  /** Host names of web pages that may call it from a browser. */
  readonly allowedOrigins: readonly string[];
  readonly newId: () => string;
};

export function mcpRoutes(options: McpOptions): Hono<HttpEnvironment> {
  const { domain, version, newId } = options;
  return new Hono<HttpEnvironment>().all('/mcp', async (c) => {
    const { createMcpHandler, localhostAllowedHostnames, validateHostHeader, validateOriginHeader } =
      await import('@modelcontextprotocol/server');
    // A page of another site must not reach a service on this machine by a name of its own (DNS rebinding).
    const own = localhostAllowedHostnames();
    const host = validateHostHeader(c.req.header('host') ?? new URL(c.req.url).host, [
      ...own,
      ...options.allowedHosts,
    ]);
    const origin = validateOriginHeader(c.req.header('origin'), [...own, ...options.allowedOrigins]);
    if (!host.ok || !origin.ok) {
      const detail = `This ${host.ok ? 'origin' : 'host name'} is not allowed here: see MCP_ALLOWED_HOSTS and MCP_ALLOWED_ORIGINS`;
      return problemResponse(c, { code: 'forbidden', detail });
    }
    const { createMcpServer } = await import('../mcp/mcp-server.ts');
    const context = { domain, scope: { ...scopeOf(c), client: 'mcp' as const } };
    const handler = createMcpHandler(() => createMcpServer({ context, version, newId }), {
      onerror: (error) => logOf(c).warn({ err: error }, 'an MCP request failed'),
    });
    return await handler.fetch(c.req.raw);
  });
}
