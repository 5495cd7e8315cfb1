import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { Time } from '#components/ui/time.tsx'
import { isEnded, type Attempt, type Operation, type Step } from '#lib/schema/operation.ts'
import { useCauseWords } from './cause-words.tsx'
import { languageOf } from './language-of.ts'
import { useAbsolute } from './use-absolute.ts'

/** The one line that says where a step stands; what has ended needs none, its icon and its attempts say it. */
const standing = {
  planned: 'waiting',
  sending: 'inFlight',
  accepted: 'taskRunning',
  unknown: 'looking',
  needs_attention: 'needsPerson',
  succeeded: undefined,
  failed: undefined,
} as const

const Pair = ({ label, value }: { label: string; value: string }) => (
  <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
    <span className="text-secondary">{label}</span>
    <Ident value={value} copy className="whitespace-normal! break-all" />
  </span>
)

const CloudWords = ({ said }: { said: Pick<Attempt, 'cloudCode' | 'cloudMessage'> }) => {
  const t = useTranslations('operation.timeline')
  if (said.cloudCode === undefined && said.cloudMessage === undefined) return null
  const text = [said.cloudCode, said.cloudMessage].filter(Boolean).join(': ')
  return (
    <p className="text-secondary">
      {t('cloudSaid')}{' '}
      <q lang={languageOf(text)} translate="no" data-raw className="break-words text-primary">
        {text}
      </q>
    </p>
  )
}

const AttemptLine = ({ attempt, alone }: { attempt: Attempt; alone: boolean }) => {
  const t = useTranslations('operation.timeline')
  const outcome = useTranslations('status.attempt')
  return (
    <li className="grid gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {alone ? null : <span className="text-secondary">{t('attempt', { k: attempt.k })}</span>}
        <span>{outcome(attempt.outcome ?? 'awaited')}</span>
        {attempt.sentAt === undefined ? null : (
          <span className="text-xs text-secondary">
            <Time at={attempt.sentAt} mode="absolute" />
          </span>
        )}
      </p>
      <CloudWords said={attempt} />
      <p className="flex flex-wrap gap-x-4">
        {attempt.requestId === undefined ? null : <Pair label={t('requestId')} value={attempt.requestId} />}
        <Pair label={t('traceId')} value={attempt.traceId} />
      </p>
    </li>
  )
}

/** Below a step's heading: where it stands, the cloud's task, and every request that was put on the wire. */
export const StepDetails = ({ step, operation }: { step: Step; operation: Pick<Operation, 'kind' | 'state'> }) => {
  const t = useTranslations('operation.timeline')
  const absolute = useAbsolute()
  const { what } = useCauseWords(operation)
  const ended = isEnded(operation.state)
  const line = ended ? undefined : step.waitsFor === undefined ? standing[step.state] : 'notSentYet'
  return (
    <div className="grid gap-1 text-sm">
      {line === undefined ? null : (
        <p className="text-secondary">
          {t(line)} {step.nextAt === undefined || step.state === 'sending' ? null : t('nextLook', { time: absolute(step.nextAt) })}
        </p>
      )}
      {ended || step.waitsFor === undefined ? null : (
        <>
          <p>{what(step.waitsFor.code)}</p>
          {/* What the last attempt was told stands beside that one. */}
          {step.attempts.at(-1)?.cloudMessage === step.waitsFor.cloudMessage ? null : <CloudWords said={step.waitsFor} />}
        </>
      )}
      {step.taskId === undefined ? null : (
        <p>
          <Pair label={t('task')} value={step.taskId} />
        </p>
      )}
      {step.attempts.length === 0 ? null : (
        <ol className="grid gap-2">
          {step.attempts.map((attempt) => (
            <AttemptLine key={attempt.k} attempt={attempt} alone={step.attempts.length === 1} />
          ))}
        </ol>
      )}
    </div>
  )
}
