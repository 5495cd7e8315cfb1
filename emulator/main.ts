import { readOptions, UsageError } from './options.ts'
import { startEmulator } from './server.ts'

/** `node emulator/main.ts [flags]`: one JSON line on stdout when ready, everything else on stderr. */
const main = async () => {
  const emulator = await startEmulator(readOptions(process.argv.slice(2)))
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void emulator.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  const { listening, secretId, secretKey, control, controlToken } = emulator
  process.stdout.write(`${JSON.stringify({ listening, secretId, secretKey, control, controlToken })}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
})
