import { useTranslations } from 'use-intl'
import type { SummaryError } from '#components/form/error-summary.tsx'
import { reasonMax } from '#components/form/reason-field.tsx'
import { addressesPerOperationMax } from '#lib/schema/assign.ts'
import { countId } from './count-fields.tsx'
import { mostAddresses } from './form-model.ts'
import type { FormProblem } from './form-problems.ts'
import { pasteId } from './paste-box.tsx'
import { primaryTickId } from './primary-warning.tsx'
import type { Checked } from './use-preflight.ts'
import { rowId } from './use-rows.ts'
import { useVerdictWords } from '#components/form/verdict-words.tsx'

export const otherSystemTickId = 'assign-other-system'
export const reasonId = 'assign-reason'

/** Each problem of the form with its field and its words: the same words as at the field. */
export const useProblemTexts = (checked: Checked): ((problem: FormProblem) => SummaryError) => {
  const t = useTranslations('assign')
  const form = useTranslations('form')
  const words = useVerdictWords({ cidr: checked.known.cidr, quotaLimit: checked.quotaLimit })
  const { max } = mostAddresses(checked.room)
  return (problem) => {
    switch (problem.code) {
      case 'empty':
        return { fieldId: rowId(0), text: t('verdict.empty') }
      case 'too_many':
        return { fieldId: rowId(0), text: t('rows.full.operation', { max: addressesPerOperationMax }) }
      case 'verdict': {
        const row = Number(problem.path.split('.')[1])
        return { fieldId: rowId(row), text: `${t('verdict.row', { row: row + 1 })} ${words.plain(problem.verdict)}` }
      }
      case 'paste_open':
        return { fieldId: pasteId, text: t('paste.open') }
      case 'needed':
        return { fieldId: primaryTickId, text: t('primary.needed', { ip: problem.ip }) }
      case 'other_system':
        return { fieldId: otherSystemTickId, text: t('otherSystem.needed', { system: problem.system }) }
      case 'too_long':
        return { fieldId: reasonId, text: form('tooLong', { max: reasonMax }) }
      default:
        return { fieldId: countId, text: t(`count.${problem.code}`, { max, count: problem.count }) }
    }
  }
}
