// A chunk of its own: the page is readable in a system font before the three hundred face declarations arrive. Each
// face is fetched only when a character of its range is shown.
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/500.css';
import '@fontsource/noto-sans-sc/700.css';
