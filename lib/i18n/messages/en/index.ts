import { account } from './account.ts'
import { assign } from './assign.ts'
import { audit } from './audit.ts'
import { common } from './common.ts'
import { eni } from './eni.ts'
import { form } from './form.ts'
import { home } from './home.ts'
import { operation } from './operation.ts'
import { problem } from './problem.ts'
import { shell } from './shell.ts'
import { status } from './status.ts'
import { table } from './table.ts'

export const en = { account, assign, audit, common, eni, form, home, operation, problem, shell, status, table }
