# 通知同步到其他渠道（企业微信群、钉钉群、飞书群、邮箱）时说的话。

mirrors-repeat = （可能重复）{ $title }
mirrors-files = 这份通知有附件，请在 Telegram 的「家校」里查看。
mirrors-read = 请家长在 Telegram 的「家校」里点「已阅」，在这里回复学校看不到。
mirrors-agree = 请家长在 Telegram 的「家校」里点「已阅并同意」，在这里回复学校看不到。
mirrors-withdrawn-title = 【已撤回】
mirrors-withdrawn = 之前发的通知“{ $gist }”已撤回，请不要再按它安排。
mirrors-test-title = 【测试】
mirrors-test = 这是「家校」发来的测试消息，看到就说明这里可以收到学校的通知。

mirrors-progress-sent = 已同步到其他渠道：{ $names }
mirrors-progress-open = 正在同步到其他渠道：{ $names }
mirrors-progress-failed = 没有同步成功：{ $name }（{ $why }）
mirrors-why-unreachable = 连不上
mirrors-why-timed-out = 对方没有回应，可能已经收到
mirrors-why-not-let-in = 密钥或密码不对，或者机器人已被移出群
mirrors-why-too-fast = 对方嫌发得太快
mirrors-why-their-trouble = 对方出了故障
mirrors-why-refused = 对方不收这样的消息，请检查机器人的关键词和安全设置
mirrors-why-unreadable = 地址写得不对
mirrors-why-not-set-up = 设置里已经没有这个渠道
mirrors-why-no-apprise = 服务器上没有装需要的程序
