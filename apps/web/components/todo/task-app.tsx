'use client';

import { NoticeRegion } from '../notices/notice-region.tsx';
import { TaskBoard } from './task-board.tsx';
import { TaskServicesProvider } from './task-services.tsx';

/** The todo list as a whole. */
export function TaskApp() {
  return (
    <TaskServicesProvider>
      <TaskBoard />
      <NoticeRegion />
    </TaskServicesProvider>
  );
}
