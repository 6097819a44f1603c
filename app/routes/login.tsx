import { LoginScreen } from "../screens/shell/login-screen.tsx";

/** There is no sign-in of our own: the app is opened from the Shopify admin. */
export default function Login() {
  return <LoginScreen />;
}
