/** What is not the answer to what is asked now, and stays until that is here. Not dimmed for an answer that comes at once. */
export const outdated = 'opacity-50 transition-opacity delay-200 duration-100 ease-linear'
