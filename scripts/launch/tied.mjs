// Loaded before a child's own code. The parent holds the other end of the channel; when the parent dies, however it dies (`kill -9`
// included), the channel closes and this process ends as if it had been asked to. So nothing is left behind.
if (process.channel) {
  // The channel alone must not keep a finished task alive.
  const release = () => process.channel?.unref()
  process.once('disconnect', () => {
    if (process.platform === 'win32') process.exit(1)
    process.kill(process.pid, 'SIGTERM')
    // Longer than the server's own patience on SIGTERM: only for a process that does not listen.
    setTimeout(() => process.exit(1), 30_000).unref()
  })
  release()
}
