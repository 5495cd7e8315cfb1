/** How many tests of a part passed and failed, and which failed where the runner names them. A static check counts as one test. */
export type Counts = { passed: number; failed: number; names?: string[] }

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce((total, part) => ({ passed: total.passed + part.passed, failed: total.failed + part.failed }), { passed: 0, failed: 0 })

/** The last line of a test run. */
export const verdict = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`

/** A static check: one test. */
export const countCheck = (code: number): Counts => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** A runner that reports success although nothing ran, or failure although no test failed, counts as one failed test. */
function judged(counts: Counts, code: number): Counts {
  return counts.failed === 0 && (code !== 0 || counts.passed === 0) ? { ...counts, failed: 1 } : counts
}

type VitestFile = { name: string; status: string; assertionResults: { status: string; fullName: string }[] }
type VitestReport = { numPassedTests: number; testResults: VitestFile[] }

/** Counts of a Vitest JSON report; a file that broke before its first test counts as one failed test. */
export function countVitest(report: VitestReport | undefined, code: number): Counts {
  const names = (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').map((test) => `${file.name} › ${test.fullName}`)
    return failed.length === 0 && file.status === 'failed' ? [file.name] : failed
  })
  return judged({ passed: report?.numPassedTests ?? 0, failed: names.length, names }, code)
}

type PlaywrightSuite = { specs: { ok: boolean; file: string; line: number; title: string }[]; suites?: PlaywrightSuite[] }
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[]; suites: PlaywrightSuite[] }

const failedStories = ({ specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}:${spec.line} › ${spec.title}`),
  ...suites.flatMap(failedStories),
]

/** Counts of a Playwright JSON report; a story that passed only on a second try has failed. */
export function countPlaywright(report: PlaywrightReport | undefined, code: number): Counts {
  if (!report) return judged({ passed: 0, failed: 0 }, code)
  const { expected, unexpected, flaky } = report.stats
  const names = report.suites.flatMap(failedStories)
  return judged({ passed: expected, failed: unexpected + flaky + report.errors.length, names }, code)
}
