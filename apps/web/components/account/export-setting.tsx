import { plainButton } from '../buttons.ts';
import { Setting } from './setting.tsx';

/** Everything as a file. */
export function ExportSetting() {
  return (
    <Setting
      title="Export"
      hint="All tasks, projects and labels. JSON keeps everything; CSV opens in spreadsheets."
    >
      <div className="flex flex-wrap gap-2">
        <a href="/api/export?format=json" download className={plainButton}>
          Download JSON
        </a>
        <a href="/api/export?format=csv" download className={plainButton}>
          Download CSV
        </a>
      </div>
    </Setting>
  );
}
