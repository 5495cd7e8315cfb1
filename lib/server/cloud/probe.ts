/** One harmless read of each kind, for the test of an account: not repeated, not paced, so that what is measured is one answer. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { asCloudError } from './as-cloud-error.ts'
import type { ReadKind, ReadProbe } from './client.ts'
import type { OnWire } from './reader.ts'

type ProbeRead<P> = { kind: ReadKind; action: string; params: P }

/**
 * Asks one thing after the other. The clock of the cloud is learned from its first refusal, so a read refused for its time is asked
 * once more. Never throws for what the wire did; whatever an error carries was masked by the driver.
 */
export async function probeReads<P>(
  { onWire, clock }: { onWire: OnWire<P>; clock: Clock },
  region: string,
  reads: readonly ProbeRead<P>[],
  signal?: AbortSignal,
): Promise<ReadProbe[]> {
  const ask = async ({ kind, action, params }: ProbeRead<P>): Promise<ReadProbe> => {
    const began = clock.monotonic()
    try {
      await onWire({ action, region, params, signal })
      return { kind, action, roundTripMs: clock.monotonic() - began }
    } catch (error) {
      const { reason, answer } = asCloudError(error)
      return { kind, action, roundTripMs: clock.monotonic() - began, cause: reason, answer }
    }
  }
  const probes: ReadProbe[] = []
  for (const read of reads) {
    const first = await ask(read)
    const probe = first.cause === 'clock_skew' ? await ask(read) : first
    probes.push(probe)
    // An endpoint that does not answer will not answer the next question either.
    if (probe.cause !== undefined && ['unreachable', 'timeout'].includes(probe.cause)) break
  }
  return probes
}
