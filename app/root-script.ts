/**
 * Runs before the first paint: a page that follows the system's theme must not flash the other one. The server cannot know the system's
 * theme, so what a refresh of the page's data writes is put right at once. The server also learns the reader's time zone for the next
 * page; asked for once the page is there, as the browser's first word about time zones takes it 50 ms. Kept free of anything that a
 * template would have to escape.
 */
export const rootScript = `(function(){
var r=document.documentElement,q=matchMedia('(prefers-color-scheme: dark)');
function f(){var t=q.matches?'dark':'light';if(r.dataset.themeChoice==='system'&&r.dataset.theme!==t)r.dataset.theme=t}
f();q.addEventListener('change',f);new MutationObserver(f).observe(r,{attributes:true,attributeFilter:['data-theme','data-theme-choice']});
addEventListener('load',function(){try{var z=Intl.DateTimeFormat().resolvedOptions().timeZone;if(z)document.cookie='tz='+encodeURIComponent(z)+'; path=/; max-age=31536000; samesite=lax'}catch(e){}})
})()`
