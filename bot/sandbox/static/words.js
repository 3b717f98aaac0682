// Every word of the page itself, in Chinese and English, and how it writes days, times and sizes.
// Chinese is the page's language; `?lang=en` or the switch in the top bar chooses English, and the choice is kept.

const ZH = {
  title: "聊天试用",
  subtitle: "本机演示，不经过 Telegram",
  subtitleHint: "Sandbox: everything stays on this machine",
  people: "人物",
  findPerson: "找人…",
  addPerson: "添加人物",
  openLink: "打开邀请链接",
  switchLanguage: "English",
  switchLanguageShort: "EN",
  switchLanguageHint: "Show this page in English",
  unread: "{n} 条未读",
  phoneOf: "{name}的手机",
  hidePhone: "收起{name}的手机",
  blockedPerson: "已停用机器人",
  emptyDesk: "还没有打开任何人的手机",
  emptyDeskHint: "点上方的头像打开一部手机，或者添加一个人物，再用邀请链接加入班级。",
  bot: "机器人",
  typing: "正在输入…",
  stopped: "已停用",
  menu: "聊天菜单",
  blockBot: "停用机器人",
  unblockBot: "恢复使用机器人",
  copyId: "复制聊天编号 {id}",
  copyText: "复制文字",
  messageMenu: "消息菜单",
  copied: "已复制",
  removePerson: "删除这个人物",
  removeAsk: "删除“{name}”和这个聊天里的全部消息？",
  removeWhy: "删除后不能恢复。机器人那边会像对方注销了账号一样。",
  remove: "删除",
  cancel: "取消",
  ok: "知道了",
  messages: "{name}与机器人的聊天",
  firstContact: "这里还没有消息",
  firstContactHint: "点下面的“开始”，机器人就会收到 /start。",
  start: "开始",
  startHint: "START",
  restart: "恢复使用并重新开始",
  restartHint: "RESTART BOT",
  toBottom: "到最新消息",
  edited: "已编辑",
  forwarded: "转发的消息",
  sent: "已发出",
  seen: "机器人已收到",
  reply: "回复",
  replyTo: "回复 {name}",
  quoteDeleted: "原消息已删除",
  you: "本人",
  cancelReply: "取消回复",
  jumpToQuoted: "看原消息：{text}",
  write: "输入消息",
  send: "发送",
  attach: "发送图片或文件",
  commands: "指令",
  noCommands: "机器人没有公布指令",
  photo: "图片",
  document: "文件",
  sticker: "表情贴纸",
  voice: "语音",
  voiceHint: "一段 3 秒的示例录音",
  emoji: "表情",
  caption: "说明（可不填）",
  sendPhoto: "发送图片",
  sendDocument: "发送文件",
  zoom: "放大图片",
  closePicture: "关闭图片",
  download: "下载",
  downloadFile: "下载文件 {name}",
  play: "播放语音",
  pause: "暂停",
  opensLink: "{text}（打开链接）",
  personName: "称呼",
  personNameHint: "例如：林小雨妈妈",
  personLanguage: "手机语言",
  add: "添加",
  linkTitle: "打开邀请链接",
  linkHint: "把 t.me 链接或邀请码贴在这里",
  linkWho: "用谁的手机打开？",
  linkNew: "新人物",
  linkWrong: "这不是本机器人的链接：请贴 https://t.me/{bot}?start=… 或只贴邀请码。",
  thisPhone: "本机",
  offline: "与服务器的连接断了，正在重新连接…",
  failed: "没有成功，请再试一次。",
  unreachable: "连不上服务器，消息没有发出。",
  today: "今天",
  yesterday: "昨天",
};

const EN = {
  title: "Chat sandbox",
  subtitle: "On this machine, without Telegram",
  subtitleHint: "Sandbox: everything stays on this machine",
  people: "People",
  findPerson: "Find…",
  addPerson: "Add a person",
  openLink: "Open an invitation link",
  switchLanguage: "中文",
  switchLanguageShort: "中",
  switchLanguageHint: "用中文显示这个页面",
  unread: "{n} unread",
  phoneOf: "{name}’s phone",
  hidePhone: "Put away {name}’s phone",
  blockedPerson: "has blocked the bot",
  emptyDesk: "No phone is open",
  emptyDeskHint: "Choose a person above, or add one and join a class with an invitation link.",
  bot: "bot",
  typing: "typing…",
  stopped: "blocked",
  menu: "Chat menu",
  blockBot: "Block the bot",
  unblockBot: "Unblock the bot",
  copyId: "Copy chat id {id}",
  copyText: "Copy text",
  messageMenu: "Message menu",
  copied: "Copied",
  removePerson: "Delete this person",
  removeAsk: "Delete “{name}” and every message of this chat?",
  removeWhy: "This cannot be undone. To the bot it looks like a closed account.",
  remove: "Delete",
  cancel: "Cancel",
  ok: "OK",
  messages: "Chat of {name} with the bot",
  firstContact: "No messages here yet",
  firstContactHint: "Press START and the bot receives /start.",
  start: "START",
  startHint: "开始",
  restart: "RESTART BOT",
  restartHint: "恢复使用并重新开始",
  toBottom: "To the latest message",
  edited: "edited",
  forwarded: "Forwarded message",
  sent: "Sent",
  seen: "Received by the bot",
  reply: "Reply",
  replyTo: "Reply to {name}",
  quoteDeleted: "Deleted message",
  you: "You",
  cancelReply: "Cancel the reply",
  jumpToQuoted: "See the message: {text}",
  write: "Message",
  send: "Send",
  attach: "Send a picture or file",
  commands: "Commands",
  noCommands: "The bot has published no commands",
  photo: "Photo",
  document: "File",
  sticker: "Sticker",
  voice: "Voice message",
  voiceHint: "a sample of 3 seconds",
  emoji: "Emoji",
  caption: "Caption (optional)",
  sendPhoto: "Send photo",
  sendDocument: "Send file",
  zoom: "Enlarge the picture",
  closePicture: "Close the picture",
  download: "Download",
  downloadFile: "Download {name}",
  play: "Play voice message",
  pause: "Pause",
  opensLink: "{text} (opens a link)",
  personName: "Name",
  personNameHint: "for example: Mia’s mother",
  personLanguage: "Language of the phone",
  add: "Add",
  linkTitle: "Open an invitation link",
  linkHint: "Paste the t.me link or the code",
  linkWho: "On whose phone?",
  linkNew: "New person",
  linkWrong: "Not a link of this bot: paste https://t.me/{bot}?start=… or the code alone.",
  thisPhone: "this phone",
  offline: "The connection to the server is lost; trying again…",
  failed: "That did not work, please try again.",
  unreachable: "The server cannot be reached; nothing was sent.",
  today: "Today",
  yesterday: "Yesterday",
};

const english = chosenLanguage() === "en";
const words = english ? EN : ZH;
const locale = english ? "en-GB" : "zh-CN";

/** The languages a person's phone can have, as Telegram's apps tell them to bots, each under its own name. */
export const PHONE_LANGUAGES = { "zh-hans": "简体中文", "zh-hant": "繁體中文", en: "English" };

/** The language of a person's phone as HTML writes it, so that the right glyphs and voice are chosen. */
export function writtenLanguage(person) {
  return person.language.replace(/-hans$/i, "-Hans").replace(/-hant$/i, "-Hant");
}

function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) return asked;
  try {
    return localStorage.getItem("jiaxiao.lang") ?? "zh";
  } catch {
    return "zh";
  }
}

/** Show the page in the other language; the page is loaded anew. */
export function switchLanguage() {
  const next = english ? "zh" : "en";
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  try {
    localStorage.setItem("jiaxiao.lang", next);
  } catch {
    address.searchParams.set("lang", next);
  }
  location.replace(address);
}

/** Tell the browser and screen readers which language the page speaks. */
export function declareLanguage() {
  document.documentElement.lang = english ? "en" : "zh-CN";
}

/** The page's words under `key`, with `{name}` places filled. */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** "14:05", from seconds since 1970, on the clock of this machine. */
export function clockTime(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** A key that is the same for all times of one day on this machine. */
export function dayKey(seconds) {
  const day = new Date(seconds * 1000);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

/** "今天", "昨天", "11月19日 星期四", with the year when it is another one. */
export function dayName(seconds, now = Date.now() / 1000) {
  if (dayKey(seconds) === dayKey(now)) return t("today");
  if (dayKey(seconds) === dayKey(now - 86400)) return t("yesterday");
  const day = new Date(seconds * 1000);
  const sameYear = day.getFullYear() === new Date(now * 1000).getFullYear();
  const options = { month: "long", day: "numeric", weekday: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return day.toLocaleDateString(locale, options).replace(/日(?=星期)/, "日 ");
}

/** "842 B", "36.4 KB", "1.2 MB". */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
