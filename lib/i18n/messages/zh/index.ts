import { account } from './account.ts'
import { assign } from './assign.ts'
import { audit } from './audit.ts'
import { change } from './change.ts'
import { common } from './common.ts'
import { eni } from './eni.ts'
import { form } from './form.ts'
import { home } from './home.ts'
import { operation } from './operation.ts'
import { problem } from './problem.ts'
import { role } from './role.ts'
import { security } from './security.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { status } from './status.ts'
import { table } from './table.ts'
import { token } from './token.ts'
import { user } from './user.ts'
import type { Messages } from '#lib/i18n/types.ts'

export const zh = {
  account,
  assign,
  audit,
  change,
  common,
  eni,
  form,
  home,
  operation,
  problem,
  role,
  security,
  shell,
  signIn,
  status,
  table,
  token,
  user,
} satisfies Messages
