import type { ReactNode } from 'react'
import { Freshness } from '#components/ui/freshness.tsx'
import { PageTop } from '#components/ui/page-top.tsx'
import type { List } from '#lib/query/use-list.ts'
import { ListCount } from './list-count.tsx'

type ListTopProps = { title: ReactNode; list: List<unknown>; filter: object; actions?: ReactNode; children?: ReactNode }

/** The head of a page that shows one list: how many match, and how fresh they are. */
export const ListTop = ({ title, list, filter, actions, children }: ListTopProps) => (
  <PageTop
    title={title}
    aside={<ListCount list={list} filter={filter} />}
    meta={
      <Freshness
        observedAt={list.readAt}
        refreshing={list.refreshing}
        onRefresh={list.refresh}
        paused={list.paused}
        onPause={list.setPaused}
      />
    }
    actions={actions}
  >
    {children}
  </PageTop>
)
