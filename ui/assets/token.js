// Keeps the token of this browser in a cookie that no other site's request carries.
export default function (component) {
  const { data, setTriggerValue } = component;
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${data.name}=`));
  const token = found ? found.slice(data.name.length + 1) : "";
  if (token === data.token) return;
  if (/^[A-Za-z0-9_-]{43}$/.test(token)) {
    setTriggerValue("found", token);
    return;
  }
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${data.name}=${data.token}; Path=/; Max-Age=31536000; SameSite=Strict${secure}`;
}
