/** Once more inside the settings, so that the way to their other pages stays. */
export { default, generateMetadata } from '#app/(console)/forbidden.tsx'
