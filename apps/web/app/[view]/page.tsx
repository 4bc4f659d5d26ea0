import type { Metadata } from 'next';
import { EarlyList } from '../../components/app/early-list.tsx';
import { TaskApp } from '../../components/app/task-app.tsx';
import { fixedViews, type View, viewNames } from '../../lib/views.ts';

type Parameters = { readonly params: Promise<{ readonly view: string }> };

/** The views that have a page of their own; `next.config.ts` leads the addresses of one project or label to theirs. */
const pages = [...fixedViews.filter((kind) => kind !== 'all'), 'search', 'projects', 'labels'] as const;

export const dynamicParams = false;

export const generateStaticParams = () => pages.map((view) => ({ view }));

export async function generateMetadata({ params }: Parameters): Promise<Metadata> {
  const { view } = await params;
  const kind = fixedViews.find((each) => each === view);
  return { title: kind === undefined ? undefined : viewNames[kind] };
}

/** Prerendered, as the list of all tasks is. */
export default async function Page({ params }: Parameters) {
  const rendered = renderedView((await params).view);
  return (
    <>
      <EarlyList view={rendered} />
      <TaskApp rendered={rendered} />
    </>
  );
}

/** Which project, label or words it is stands in the address alone, which is read in the browser. */
function renderedView(page: string): View {
  if (page === 'search') return { kind: 'search', words: '' };
  if (page === 'projects') return { kind: 'project', id: '' };
  if (page === 'labels') return { kind: 'label', name: '' };
  return { kind: fixedViews.find((kind) => kind === page) ?? 'all' };
}
