import { EarlyList } from '../components/app/early-list.tsx';
import { TaskApp } from '../components/app/task-app.tsx';

/** Prerendered: what it shows of tasks it reads in the browser, so it needs neither the API nor the server's time. */
export default function Page() {
  return (
    <>
      <EarlyList view={{ kind: 'all' }} />
      <TaskApp rendered={{ kind: 'all' }} />
    </>
  );
}
