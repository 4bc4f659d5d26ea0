/** Owns how the supervisor finds out that a component answers. */

import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import type { ReadyCheck } from './protocol.ts';

/** Between the end of one try and the start of the next, milliseconds. */
const interval = 20;
const tryDeadline = 2_000;

/** Tries until the check answers, then calls `onReady`; the returned function gives up. */
export function followReadiness(check: ReadyCheck, onReady: () => void): () => void {
  let given = false;
  let timer: NodeJS.Timeout | undefined;
  const attempt = async (): Promise<void> => {
    const ready = await answers(check);
    if (given) return;
    if (ready) onReady();
    else timer = setTimeout(attempt, interval);
  };
  void attempt();
  return () => {
    given = true;
    clearTimeout(timer);
  };
}

function answers(check: ReadyCheck): Promise<boolean> {
  switch (check.kind) {
    case 'started':
      return Promise.resolve(true);
    case 'socket':
      return connects({ path: check.path });
    case 'tcp':
      return connects({ host: '127.0.0.1', port: check.port });
    case 'http':
      return responds(check.url);
  }
}

function connects(target: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(tryDeadline, settle(false)).on('connect', settle(true)).on('error', settle(false));
  });
}

function responds(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    const request = get(
      url,
      { agent: false, rejectUnauthorized: false, timeout: tryDeadline },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('error', () => resolve(false)).on('timeout', () => request.destroy());
  });
}
