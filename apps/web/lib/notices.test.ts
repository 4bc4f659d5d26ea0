import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotices, type Notice, type NoticeEnd, undoTimeMs } from './notices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shown(...notices: Partial<Notice>[]) {
  const ends: [string, NoticeEnd][] = [];
  const store = createNotices();
  for (const { text = 'notice', ...rest } of notices) {
    const ended = (how: NoticeEnd) => void ends.push([text, how]);
    store.show({ tone: 'neutral', text, offer: { label: 'Undo' }, lifetimeMs: undoTimeMs, ended, ...rest });
  }
  return { store, ends, texts: () => store.current().map(({ text }) => text) };
}

describe('a notice', () => {
  it('goes when its time is over, and tells', () => {
    const { ends, texts } = shown({ text: 'a' });
    vi.advanceTimersByTime(undoTimeMs - 1);
    expect([texts(), ends]).toEqual([['a'], []]);
    vi.advanceTimersByTime(1);
    expect([texts(), ends]).toEqual([[], [['a', 'closed']]]);
  });

  it('stays until it is closed when it has no time', () => {
    const { store, ends, texts } = shown({ text: 'a', lifetimeMs: null });
    vi.advanceTimersByTime(3_600_000);
    expect(texts()).toEqual(['a']);
    store.close(1);
    expect([texts(), ends]).toEqual([[], [['a', 'closed']]]);
  });

  it('ends once, whatever happens afterwards', () => {
    const { store, ends } = shown({ text: 'a' });
    store.act(1);
    store.act(1);
    store.close(1);
    store.closePage();
    vi.advanceTimersByTime(undoTimeMs);
    expect(ends).toEqual([['a', 'acted']]);
  });

  it('tells which of two offers was taken', () => {
    const { store, ends } = shown({ text: 'a', offer: { label: 'Done' }, otherOffer: { label: 'Open' } });
    store.actOtherwise(1);
    store.act(1);
    expect(ends).toEqual([['a', 'acted-otherwise']]);
  });

  it('does not go while a person looks at it, and has its full time again afterwards', () => {
    const { store, texts } = shown({ text: 'a' });
    vi.advanceTimersByTime(undoTimeMs - 1);
    store.pause();
    vi.advanceTimersByTime(60_000);
    store.resume();
    vi.advanceTimersByTime(undoTimeMs - 1);
    expect(texts()).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('has its time again after the one under the pointer was closed', () => {
    const { store, texts } = shown({ text: 'a' });
    store.pause();
    store.close(1);
    store.show({ tone: 'neutral', text: 'b', lifetimeMs: undoTimeMs });
    vi.advanceTimersByTime(undoTimeMs);
    expect(texts()).toEqual([]);
  });

  it('is ended when the page is closed', () => {
    const { store, ends } = shown({ text: 'a' }, { text: 'b' });
    store.closePage();
    expect(ends).toEqual([
      ['a', 'page-closed'],
      ['b', 'page-closed'],
    ]);
  });
});

describe('undo by keyboard', () => {
  it('takes the latest offer to undo, and no other offer', () => {
    const { store, ends } = shown({ text: 'a' }, { text: 'b' }, { text: 'c', offer: { label: 'Try again' } });
    expect(store.undoLatest()).toBe(true);
    expect(ends).toEqual([['b', 'acted']]);
  });

  it('says when there is nothing to undo', () => {
    expect(shown({ offer: { label: 'Try again' } }).store.undoLatest()).toBe(false);
  });
});

it('listeners hear of every change until they leave', () => {
  const store = createNotices();
  let heard = 0;
  const leave = store.subscribe(() => heard++);
  store.show({ tone: 'neutral', text: 'a', lifetimeMs: null });
  store.close(1);
  leave();
  store.show({ tone: 'neutral', text: 'b', lifetimeMs: null });
  expect(heard).toBe(2);
});
