# 老师和学校办公室：家长请学校看的问题，还没有答案的问题。

helping-nothing = 现在没有等您处理的问题。
helping-more = 还有 { $count } 个。处理完上面这些，再发 /inbox 就能看到。
helping-write-reply =
    请回复这条消息，写下给家长的答复：
    “{ $sentence }”

    编号 { $mark }
helping-reply-hint = 给这位家长的答复
helping-preview =
    家长会看到：

    { $text }
helping-button-send = 发出
helping-button-rewrite = 重写
helping-sent = 已经交给我转达，谢谢老师。
helping-text-gone = 您写的内容我看不到了，请再写一遍。
helping-checking = 正在检查，请稍等。
helping-group =
    至少有 { $families } 个家庭问过、还没有答案的问题：
    “{ $gist }”
helping-also = 也有人这样问：
helping-waiting = 有 { $count } 位家长在等答案。
helping-button-assign = 归到：{ $name }
helping-button-write = 写新答案
helping-button-dismiss = 不处理
helping-button-dismiss-sure = 确定不处理，删掉
helping-assigned = 已经归好，以后这样问也能答上。已通知 { $told } 位在等的家长。
helping-dismissed = 已经删掉。
helping-write-entry =
    请回复这条消息，写下新的答案：
    “{ $gist }”

    第一行：家长会怎么问
    中间：答案，先说规定，再说怎么办
    最后一行：依据：文件名，发文单位

    编号 { $mark }
helping-entry-hint = 问题、答案、依据，各起一行
helping-form-unreadable = 这段话没能看懂。请把问题写在第一行，答案写在中间，最后一行写“依据：文件名，发文单位”。
helping-same-words = 第一行请用正式一点的说法写问题，不要和家长的原话一样；原话会自动留作另一种问法。
helping-entry-preview =
    家长会看到：

    您问的是：{ $question }

    { $text }

    依据：{ $source }
helping-button-keep = 存为新答案
helping-kept = 已经存好（{ $id }），马上就能用。已通知 { $told } 位在等的家长。还缺的英文等内容，请管理员用 jiaxiao knowledge check 查看。
helping-not-kept = 没有存上，请改一改再存：
helping-mend-document = 依据的文件名不在文件清单里。请核对全名；清单由管理员添加。
helping-mend-length = 答案太长，请写短一些。
helping-mend-doubled = 已有的答案里有几乎一样的问法。请换个说法写第一行，或者把问题归到那个答案。
helping-mend-other = 写法上还有问题，这里看不出是哪一处。请换个写法试试；还不行，请告诉管理员。
helping-button-mend = 改一改
