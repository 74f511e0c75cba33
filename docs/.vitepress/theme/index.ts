import DefaultTheme from "vitepress/theme-without-fonts";
import "./style.css";

/** VitePress's own theme with the reader's fonts: nothing is fetched. */
export default DefaultTheme;
