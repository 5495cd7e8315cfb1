'use client'
import './globals.css'

/**
 * The last resort: the root layout itself failed, so there is no language, no chosen theme and no provider. Both languages, plain.
 */
const GlobalError = ({ error }: { error: Error & { digest?: string } }) => (
  <html lang="en">
    <body>
      <main className="mx-auto grid max-w-form gap-4 px-4 py-16">
        <title>enidesk</title>
        <h1 className="text-xl font-semibold">
          This page could not be shown · <span lang="zh-CN">页面无法显示</span>
        </h1>
        <p>Reload the page. If it stays like this, the server&apos;s log says why.</p>
        <p lang="zh-CN">请重新加载页面。若问题依旧，原因见服务器日志。</p>
        {error.digest !== undefined && <code data-raw>{error.digest}</code>}
        <div>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="h-8 rounded-md border border-strong bg-surface px-3 font-semibold"
          >
            Reload · <span lang="zh-CN">重新加载</span>
          </button>
        </div>
      </main>
    </body>
  </html>
)
export default GlobalError
