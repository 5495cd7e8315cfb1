// Loaded before a child's own code. The parent holds the other end of the channel; when the parent dies, however it dies (`kill -9`
// included), the channel closes and this process ends as if it had been asked to. So nothing is left behind.

// For this process only. Tools hand their flags on to workers of their own, whose channel is their work: with this file they would end early.
const own = process.execArgv.findIndex((flag) => flag.startsWith('--import=') && flag.endsWith('/tied.mjs'))
if (own >= 0) process.execArgv.splice(own, 1)

if (process.channel) {
  process.once('disconnect', () => {
    if (process.platform === 'win32') process.exit(1)
    process.kill(process.pid, 'SIGTERM')
    // Longer than the server's own patience on SIGTERM: only for a process that does not listen.
    setTimeout(() => process.exit(1), 30_000).unref()
  })
  // The channel alone must not keep a finished task alive.
  process.channel.unref()
}
