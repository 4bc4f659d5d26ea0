import { TaskApp } from '../components/app/task-app.tsx';

/** Prerendered: what it shows of tasks it reads in the browser, so it needs neither the API nor the server's time. */
export default function Page() {
  return <TaskApp rendered={{ kind: 'all' }} />;
}
