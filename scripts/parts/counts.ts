/** How many tests of a part passed and failed. A static check counts as one test. */
export type Counts = { passed: number; failed: number }

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

type VitestReport = { numPassedTests: number; testResults: { status: string; assertionResults: { status: string }[] }[] }

/** Counts of a Vitest JSON report; a file that broke before its first test counts as one failed test. */
export function countVitest(report: VitestReport | undefined, code: number): Counts {
  const failedIn = (file: VitestReport['testResults'][number]) => file.assertionResults.filter((test) => test.status === 'failed').length
  const failed = (report?.testResults ?? []).reduce((total, file) => total + (failedIn(file) || Number(file.status === 'failed')), 0)
  return judged({ passed: report?.numPassedTests ?? 0, failed }, code)
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

/** Counts of a Playwright JSON report; a story that passed only on a second try has failed. */
export function countPlaywright(report: PlaywrightReport | undefined, code: number): Counts {
  if (!report) return judged({ passed: 0, failed: 0 }, code)
  const { expected, unexpected, flaky } = report.stats
  return judged({ passed: expected, failed: unexpected + flaky + report.errors.length }, code)
}
