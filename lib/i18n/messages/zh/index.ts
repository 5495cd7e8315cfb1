import { account } from './account.ts'
import { assign } from './assign.ts'
import { common } from './common.ts'
import { eni } from './eni.ts'
import { form } from './form.ts'
import { home } from './home.ts'
import { operation } from './operation.ts'
import { problem } from './problem.ts'
import { shell } from './shell.ts'
import { status } from './status.ts'
import { table } from './table.ts'
import type { Messages } from '#lib/i18n/types.ts'

export const zh = { account, assign, common, eni, form, home, operation, problem, shell, status, table } satisfies Messages
