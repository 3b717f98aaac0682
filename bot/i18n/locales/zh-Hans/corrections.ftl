# Notices that are put right or taken back, and what is attached to them.

notices-heading-corrected = 【更正通知】{ $whom }
notices-may-repeat = （可能重复，收到过的请忽略）
notices-old-corrected = 已更正：这份通知有改动，请看后面的新通知。
notices-old-withdrawn = 已撤回：学校撤回了这份通知。

notices-not-out = 这份通知还没有发出，可以先停止发送，再重新写一份。
notices-nothing-to-correct = 这份通知没有人收到，或者已经停止、撤回，不用更正。
notices-same-text = 新内容和原来的一样，没有改动。
notices-correction-second = 这类通知要有另一位老师同意才能发。请先撤回这一份，再把改好的内容作为新通知发送。
notices-not-withdrawable = 这份通知已经撤回或更正过了，不用再操作。
notices-text-overtaken = 这份通知已经更正，请看后面的新通知，在新通知下面点按钮。
notices-file-unusable = 这个附件用不了。请发 JPEG、PNG 图片（不超过 10 MB）或 PDF（不超过 50 MB）。
notices-files-too-many = 一份通知最多带 5 个附件，请把几页合成一个 PDF 再发。

notices-button-correct = 更正
notices-button-withdraw = 撤回
notices-button-withdraw-sure = 撤回，家长看到“已撤回”
notices-button-keep = 不撤回
notices-button-correct-sure = 发出更正
notices-button-correct-drop = 不更正
notices-correct-question =
    请回复这条消息，写下更正后的完整内容。
    收到过原通知的家长会看到“已更正”，并重新收到一次；还没收到的直接收新的。
notices-correct-hint = 更正后的内容
notices-correct-preview =
    更正预览（家长看到的就是这样）：

    { $text }

    将重新发给 { $chats } 位家长{ $confirmed ->
        [0] 。
       *[other] ，其中已确认的 { $confirmed } 位要重新确认。
    }
notices-correct-dropped = 好的，不更正了。
notices-withdraw-question =
    要撤回通知 { $number } 吗？已经收到的会改成“已撤回”，没发出的不再发。撤回不能反悔。
notices-withdraw-kept = 好的，不撤回。
notices-progress-version = 已更正 { $count } 次
notices-progress-edits =
    { $done ->
        [0] 旧消息正在改成“{ $word }”，还剩 { $pending } 条。
       *[other] 旧消息已改成“{ $word }” { $done } 条{ $pending ->
            [0] 。
           *[other] ，还剩 { $pending } 条。
        }
    }
notices-progress-edits-failed = 有 { $count } 条改不了（可能已被对方删除）。
notices-word-corrected = 已更正
notices-word-withdrawn = 已撤回
notices-progress-ambiguous = 不确定有没有收到 { $count }

notices-attached = 已加上附件：{ $name }（第 { $count } 个）。
notices-attachments = 附件：{ $names }
notices-button-detach = 去掉附件
notices-detached = 附件已经去掉。
notices-photo-name = 图片{ $number }
